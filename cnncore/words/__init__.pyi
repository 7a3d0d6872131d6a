from cnncore.words.glossary import WORDS as WORDS
from cnncore.words.glossary import Word as Word
from cnncore.words.glossary import mark as mark
from cnncore.words.recap import RECAP as RECAP
from cnncore.words.recap import LessonDone as LessonDone
from cnncore.words.recap import Option as Option
from cnncore.words.recap import Question as Question
from cnncore.words.recap import score as score

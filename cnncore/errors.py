"""The one error a visitor may cause: wrong input, told with the way out."""


class InputError(ValueError):
    """Say what was expected, what came and what to do about it.

    Anything else that is raised is a bug and should look like one.

    >>> str(InputError("a kernel that fits", "kernel 7, image 5", "Choose a kernel of 5 or less."))
    'Expected a kernel that fits; got kernel 7, image 5. Choose a kernel of 5 or less.'
    """

    def __init__(self, expected: str, got: str, todo: str) -> None:
        super().__init__(f"Expected {expected}; got {got}. {todo}")
        self.expected, self.got, self.todo = expected, got, todo

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        return InputError, (self.expected, self.got, self.todo)

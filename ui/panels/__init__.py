"""One module a tab of a lesson: records in, widgets and figures out."""

"""The front-end components of this project, each with its html, css and js beside it."""

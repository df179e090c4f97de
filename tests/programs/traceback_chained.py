# compare: traceback
"""Dies of one exception while handling another, which had a cause."""


def read(settings):
    try:
        return settings["size"]
    except KeyError as error:
        raise ValueError("settings without a size") from error


def start():
    try:
        read({})
    except ValueError:
        undefined_name


start()

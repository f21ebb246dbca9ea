"""What decides: values and pure functions, with no clock, thread, file, network or Qt."""

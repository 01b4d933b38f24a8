"""The language model of detente: how it is trained, measured in f32 and exported."""

"""WTForms: syntax only. Choices come in, clean values go out."""

"""From a filled form to the door and back: uploads, choices, refusals with their remedies."""

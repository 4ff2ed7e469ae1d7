"""Steps of households, graves and sites; law in dated rows; deadlines and guards."""

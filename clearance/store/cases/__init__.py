"""Households, parcels, graves: lists, pages, steps, search."""

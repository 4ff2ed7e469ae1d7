"""What every page needs: layout, access, context, forms, errors, lists."""

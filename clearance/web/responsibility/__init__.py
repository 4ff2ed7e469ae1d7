"""Late cases, holders, results, communes, absences."""

# The unit, stage and value of every figure, as readr guesses them.
figures <- readr::read_csv(commandArgs(trailingOnly = TRUE)[1], show_col_types = FALSE, guess_max = Inf)
value <- ifelse(is.na(figures$value), "", format(figures$value, scientific = FALSE, digits = 15, trim = TRUE))
writeLines(paste(figures$unit, figures$stage, value, sep = "\t"))

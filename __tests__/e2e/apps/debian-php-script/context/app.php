<?php echo mb_strtoupper("größe"), "\n";

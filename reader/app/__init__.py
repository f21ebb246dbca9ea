"""What arranges: the only floor that joins the core with devices."""

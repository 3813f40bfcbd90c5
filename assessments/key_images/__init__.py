"""Key images: what is taken as a picture, and what is measured on one."""

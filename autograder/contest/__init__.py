"""The contest: an element-wise activation against ReLU, trained alike, compared in pairs."""

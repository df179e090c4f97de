// The gamma function and its logarithm.
#pragma once

namespace py {

/// Gamma of anything but the poles (zero and the negative integers); infinite where too large.
double gamma_function(double x);
/// The logarithm of its absolute value.
double log_gamma_function(double x);

}  // namespace py

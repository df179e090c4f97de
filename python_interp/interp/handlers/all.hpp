// Every handler, for the instantiations.
#pragma once

#include "python_interp/interp/handlers/arithmetic.hpp"
#include "python_interp/interp/handlers/attributes.hpp"
#include "python_interp/interp/handlers/calls.hpp"
#include "python_interp/interp/handlers/compare.hpp"
#include "python_interp/interp/handlers/containers.hpp"
#include "python_interp/interp/handlers/definitions.hpp"
#include "python_interp/interp/handlers/exceptions.hpp"
#include "python_interp/interp/handlers/generators.hpp"
#include "python_interp/interp/handlers/iteration.hpp"
#include "python_interp/interp/handlers/stack.hpp"

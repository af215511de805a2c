// SPDX-License-Identifier: Apache-2.0
// The only header that bindings and outside users need: load a scenario, run it, read
// indicators, describe the language.
#pragma once

#include "base/contract.hpp"
#include "base/error.hpp"
#include "record/check_results.hpp"
#include "record/indicators.hpp"
#include "run/describe.hpp"
#include "run/experiment.hpp"
#include "run/explain.hpp"
#include "run/scenario.hpp"

#pragma once
// Two reads of one key may ask for different things: a whole and a part of it. What is shared between readers in the
// process is shared under the answer's own name.

#include "backend/workload/sequence.hpp"

#include <string>

namespace cachedeck::strategies {

// Equal for two calls when their answers are.
inline std::string answerKey(const workload::Call& call)
{
    return !call.operation->whole ? call.key : call.operation->name + '\n' + call.key;
}

} // namespace cachedeck::strategies

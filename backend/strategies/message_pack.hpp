#pragma once
// Answers in MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md): a row is an array of its values in
// the operation's order, without names; several rows are an array (array 32) of such arrays.
//
//   NULL       nil
//   numbers    the shortest int or uint; float 64 where there is a fraction or an exponent
//   texts      str
//   bytes      bin
//   JSON       bin: as it stands; so are numbers that neither int nor float 64 would give back in the same digits

#include "backend/workload/workload.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace cachedeck::strategies {

inline constexpr std::size_t largestUnpacked = 64u << 20;

// False when `json` is not the operation's canonical JSON.
bool jsonToMessagePack(const workload::Operation& operation, std::string_view json, std::string& bytes);
// The same canonical JSON again. False when the bytes are anything else, or would give more than largestUnpacked.
bool messagePackToJson(const workload::Operation& operation, std::string_view bytes, std::string& json);

} // namespace cachedeck::strategies

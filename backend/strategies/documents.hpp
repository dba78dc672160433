#pragma once
// The rows of an answer whose members stand in one structure (a ranking, places) and whose details are hashes of their
// own: one pipeline fetches them all, and only the missing ones are read from the store.
//
//   members = structure.read(key)
//   for each member: documents[member] = HMGET document:<member> its fields          (one round trip)
//   for each missing one: documents[member] = store.read(member); cache.put(member)
//   return members with their documents
//
// A document is the value of a read of its own (or the whole that this is a part of), so both share it, and what makes
// that read's value old makes the document old.

#include "backend/resp/reply.hpp"
#include "backend/resp/request.hpp"
#include "backend/strategies/answer.hpp"
#include "backend/workload/sequence.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cachedeck::strategies {

// The read of a member's document, with its key.
void documentCall(const workload::Operation& read, std::string_view member, workload::Call& call);
// HMGET of what the read's rows take from a document under `key`.
void askDocument(const workload::Operation& read, std::string_view key, resp::Request& request);
// Makes a member's row in the answer to `call` of the reply to that, or of a document's canonical JSON; false where
// something is missing.
bool takeDocument(const workload::Call& call, resp::View values, Draft::Member& member);
bool takeDocument(const workload::Call& call, std::string_view json, Draft::Member& member);
// The answer, once every member has its row and the draft is finished.
void joinRows(const Draft& draft, std::string& json);

} // namespace cachedeck::strategies

#pragma once
// Places near a point, from a GEO set: all places stand in one key, and any point can be asked for, so that the first
// reader's fill serves everybody. A cache of answers would hold one for each point, and points hardly ever come twice.
//
//   read(point):   members = GEOSEARCH key FROMLONLAT point BYRADIUS r km ASC COUNT n (Redis 6.2 or later)
//                  return members with their documents, by distance
//   fill(key):     GEOADD key longitude latitude member …                  (all places)
//
// A GEO set rounds positions to some decimetres, and measures on a sphere with another radius than the stores do. So it
// chooses the candidates, a few more than are wanted, and the distance is computed from the documents' positions.

#include "backend/strategies/structure.hpp"

namespace cachedeck::strategies {

class PlacesCode final : public StructureCode {
public:
    void ask(const workload::Call& call, std::string_view key, bool all, resp::Request& request) const override;
    Found read(const workload::Call& call, std::span<const resp::Reply> replies, bool all,
               Answer& answer) const override;
    void finish(const workload::Call& call, Draft& draft) const override;
    void fill(const workload::Call& call, std::string_view key, const Answer& answer,
              Commands& commands) const override;
};

} // namespace cachedeck::strategies

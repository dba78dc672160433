#pragma once
// The data of the world "movies": movies with casts, genres and ratings, people, users, cities and theatres.
//
// Popularity falls with rank as in real catalogues (a Zipf-Mandelbrot law): of 100,000 movies the most popular has
// about 14,000 ratings, the 240th about 2,000, the last a few, together about 4.5 million by 27,000 users. Ranks are
// scattered over the ids. Tables and their columns, in this order:
//   ratings(movie_id, user_id, rating 1…10, rated_at Unix seconds)       by movie, then user
//   movies(id, title, released ISO date, runtime minutes, tagline, overview, rating_count, rating_sum, version)
//   genres(id, name)  movie_genres(movie_id, genre_id, released)
//   people(id, name)  movie_cast(movie_id, position, person_id, role)
//   users(id, name)   cities(id, name, country, latitude, longitude)
//   theatres(id, city_id, name, street, screens, latitude, longitude)
//   theatre_positions(id, latitude, latitude, longitude, longitude)      boxes, as an R*Tree takes them

#include "backend/workload/generators/generator.hpp"

namespace cachedeck::workload::movies {

std::uint64_t expectedRows(std::int64_t items);
std::uint64_t bytesPerRow(const DataSource& data);
bool generate(const DataSource& data, std::int64_t items, RowSink& sink);

} // namespace cachedeck::workload::movies

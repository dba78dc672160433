#pragma once
// The data of the world "datasets": images with labels, in training sets of equal size, and these in batches of 100.
//
// Images are the items. Where the workload names IDX files (DataSource::images, labels) that are there, the images come
// from them, and nothing is generated where they cannot be read; else they are drawn: ten kinds of shapes on 28 × 28
// pixels, each a little elsewhere, of another size and with noise. Tables and their columns, in this order:
//   datasets(id, name, source, images, batches, height, width, class_counts JSON {"0": images of label 0, …})
//   versions(dataset, version)                                1 each
//   batches(dataset, batch from 1, images, labels, pixels)    a byte for each label; a byte for each pixel, row by row

#include "backend/workload/generators/generator.hpp"

namespace cachedeck::workload::datasets {

std::uint64_t expectedRows(std::int64_t items);
std::uint64_t bytesPerRow(const DataSource& data);
bool generate(const DataSource& data, std::int64_t items, RowSink& sink);
// Which files the images come from, if any.
std::string facts(const DataSource& data);
// Why they cannot come from these files: one is missing, is damaged, or is none of the other's. Empty: they can, or
// neither file is there.
std::string problem(const DataSource& data);

} // namespace cachedeck::workload::datasets

// SPDX-License-Identifier: Apache-2.0
// A dataset is gone through once: the digest of its numbers, codes beyond their labels and ids
// beyond their table are found in the same pass, one block of rows at a time.
#include "record/check_dataset.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace tiercare {

namespace {

/// Which whole numbers a column may hold: 0 to below `limit`, and the one that means "none".
struct Range {
  std::int64_t limit = 0;
  std::optional<std::int64_t> missing;
  std::string what;  ///< how a number outside is told
};

template <class Number>
std::uint64_t count_outside(std::span<const std::byte> bytes, const Range& range) {
  std::uint64_t outside = 0;
  for (std::size_t at = 0; at + sizeof(Number) <= bytes.size(); at += sizeof(Number)) {
    Number number;
    std::memcpy(&number, &bytes[at], sizeof number);
    const auto value = static_cast<std::int64_t>(number);
    outside += (value < 0 || value >= range.limit) && value != range.missing ? 1U : 0U;
  }
  return outside;
}

std::uint64_t count_outside(StoredType type, std::span<const std::byte> bytes, const Range& range) {
  switch (type) {
    case StoredType::u8:
      return count_outside<std::uint8_t>(bytes, range);
    case StoredType::i32:
      return count_outside<std::int32_t>(bytes, range);
    case StoredType::u32:
      return count_outside<std::uint32_t>(bytes, range);
    case StoredType::i64:
      return count_outside<std::int64_t>(bytes, range);
    case StoredType::f32:
    case StoredType::f64:
      return 0;
  }
  return 0;
}

std::vector<std::string> texts_attribute(const Hdf5File& file, const std::string& object,
                                         const std::string& name) {
  const auto value = file.attribute(object, name);
  const auto* texts = value ? std::get_if<std::vector<std::string>>(&*value) : nullptr;
  return texts == nullptr ? std::vector<std::string>{} : *texts;
}

std::optional<std::int64_t> missing_value(const Hdf5File& file, const std::string& dataset) {
  const auto value = file.attribute(dataset, "missing_value");
  const auto* number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
  return number == nullptr ? std::nullopt : std::optional{*number};
}

bool has_quantum(const Hdf5File& file, const std::string& dataset) {
  const auto value = file.attribute(dataset, "quantum");
  const auto* quantum = value ? std::get_if<double>(&*value) : nullptr;
  return quantum != nullptr && *quantum > 0.0;
}

/// The dataset's words beside its description: quantum, labels, dimensions.
void check_words(const Hdf5File& file, const std::string& dataset, const DatasetShape& shape,
                 Findings& findings) {
  const bool is_real = shape.type == StoredType::f32 || shape.type == StoredType::f64;
  if (is_real && !has_quantum(file, dataset))
    findings.add(dataset, "does not say to what its reals are rounded (quantum)", not_ours);
  const auto labels = texts_attribute(file, dataset, "labels");
  const auto labels_zh = texts_attribute(file, dataset, "labels_zh");
  if (labels.size() != labels_zh.size())
    findings.add(
        dataset,
        fmt::format("has {} labels in English and {} in Chinese", labels.size(), labels_zh.size()),
        not_ours);
  if (labels.empty() && text_attribute(file, dataset, "unit") == "code")
    findings.add(dataset, "holds codes without labels", not_ours);
  if (shape.extent.size() == 2 && texts_attribute(file, dataset, "dimensions").size() != 2)
    findings.add(dataset, "does not say what its two dimensions count", not_ours);
}

/// What the numbers may be, if they are codes or ids.
std::optional<Range> range_of(const Hdf5File& file, const std::string& dataset,
                              const RowsOfTables& tables, Findings& findings) {
  if (const auto labels = texts_attribute(file, dataset, "labels"); !labels.empty())
    return Range{std::ssize(labels), missing_value(file, dataset),
                 fmt::format("codes beyond its {} labels", labels.size())};
  const auto table = text_attribute(file, dataset, "refers_to");
  if (!table) return std::nullopt;
  const auto found = tables.find(*table);
  if (found == tables.end()) {
    findings.add(dataset, fmt::format("refers to a table that is not there ({})", *table),
                 not_ours);
    return std::nullopt;
  }
  return Range{static_cast<std::int64_t>(found->second), missing_value(file, dataset),
               fmt::format("ids beyond the {} rows of /{}", found->second, *table)};
}

std::uint64_t digest_of_texts(const Hdf5File& file, const std::string& dataset) {
  Digest digest;
  for (const auto& text : file.read_strings(dataset)) digest.add_text(text);
  return digest.value();
}

/// Goes through the numbers. \returns their digest
std::uint64_t check_numbers(const Hdf5File& file, const std::string& dataset,
                            const DatasetShape& shape, const std::optional<Range>& range,
                            Findings& findings) {
  Digest digest;
  std::uint64_t outside = 0;
  const auto rows = shape.extent.front();
  for (std::uint64_t row = 0; row < rows; row += chunk_rows) {
    const auto block =
        file.read_rows(dataset, row, std::min<std::uint64_t>(chunk_rows, rows - row));
    add_block(digest, block);
    if (range) outside += count_outside(*shape.type, block, *range);
  }
  if (outside > 0) findings.add(dataset, fmt::format("has {} {}", outside, range->what), run_again);
  return digest.value();
}

}  // namespace

void Findings::add(const std::string& object, std::string what, std::string_view to_do) {
  found_.push_back({object, std::move(what), std::string{to_do}});
}

void Findings::add_unreadable(const Hdf5File& file, const std::string& object, std::string reason) {
  add(object, fmt::format("cannot be read ({})", plain_reason(file.path(), std::move(reason))),
      run_again);
}

std::string plain_reason(const std::string& path, std::string reason) {
  if (const auto prefix = path + ": "; reason.starts_with(prefix)) reason.erase(0, prefix.size());
  return reason.substr(0, reason.find(" (libhdf5: "));
}

std::optional<std::string> text_attribute(const Hdf5File& file, const std::string& object,
                                          const std::string& name) {
  const auto value = file.attribute(object, name);
  const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text == nullptr ? std::nullopt : std::optional{*text};
}

void check_description(const Hdf5File& file, const std::string& object, Findings& findings) {
  for (const auto* name : {"description", "description_zh"})
    if (text_attribute(file, object, name).value_or("").empty())
      findings.add(object, fmt::format("does not say what it is ({})", name), not_ours);
}

std::optional<WrittenDataset> check_dataset(const Hdf5File& file, const std::string& dataset,
                                            const RowsOfTables& tables, Findings& findings) {
  const auto shape = file.shape(dataset);
  const auto rank = shape.extent.size();
  check_description(file, dataset, findings);
  if (text_attribute(file, dataset, "unit").value_or("").empty())
    findings.add(dataset, "has no unit", not_ours);
  if (rank != 1 && !(rank == 2 && shape.type)) {
    findings.add(dataset, "is neither a column nor a matrix of numbers", not_ours);
    return std::nullopt;
  }
  check_words(file, dataset, shape, findings);
  const auto digest =
      shape.type
          ? check_numbers(file, dataset, shape, range_of(file, dataset, tables, findings), findings)
          : digest_of_texts(file, dataset);
  const auto given = text_attribute(file, dataset, "content_digest");
  if (!given)
    findings.add(dataset, "has no content_digest to be checked by", not_ours);
  else if (*given != hexadecimal(digest))
    findings.add(dataset, "does not hold what was written (its content_digest differs)", run_again);
  return WrittenDataset{dataset, shape.extent, digest};
}

}  // namespace tiercare

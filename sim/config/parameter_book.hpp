// SPDX-License-Identifier: Apache-2.0
// The parameter book: numbers that others have measured, published or that we chose, each with its
// range, its source and how sure we are of it.
//
// A scenario's comments and the defaults of fields name its entries by their codes
// ("time.consult_thc"), or several at once by a code that ends in '*'. A folder of YAML files by
// subject, and bibliography.yaml with what they are drawn from.
#pragma once

#include "config/quantity.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiercare::config {

/// How sure we are of a number, the surest first.
enum class Confidence {
  found,       ///< read in the publication named
  recalled,    ///< general knowledge, not looked up
  assumption,  ///< our choice
};
inline constexpr std::array all_confidences{Confidence::found, Confidence::recalled,
                                            Confidence::assumption};
/// As the book and comments write it: "found", "recalled" or "assumed".
[[nodiscard]] std::string_view name_of(Confidence confidence);

/// What a parameter is drawn from.
struct Publication {
  std::string key;
  std::string title;
  std::string by;  ///< authors or publisher
  std::optional<Count> year;
  std::string url;  ///< may be empty
};

struct BookEntry {
  std::string code;
  std::string says;
  std::string value;  ///< a number, rarely a word ("Mon,Sat")
  std::optional<Factor> low;
  std::optional<Factor> high;
  std::string unit;
  Count year = 0;
  std::string tier;  ///< whom or where it speaks of; may be empty
  Confidence confidence = Confidence::assumption;
  Publication source;
};

/// All entries by their codes.
class ParameterBook {
 public:
  ParameterBook() = default;
  /// \param entries  no code twice
  explicit ParameterBook(std::vector<BookEntry> entries);

  [[nodiscard]] const std::vector<BookEntry>& entries() const { return entries_; }  ///< by code
  /// The entries of a code, or of all codes that begin like one that ends in '*'.
  [[nodiscard]] std::vector<const BookEntry*> find(std::string_view code) const;

 private:
  std::vector<BookEntry> entries_;
};

/// Reads every file of the folder; a folder that is not there is an empty book.
/// \throws ScenarioError with every flaw of every file
[[nodiscard]] ParameterBook load_parameter_book(const std::filesystem::path& folder);

}  // namespace tiercare::config

// SPDX-License-Identifier: Apache-2.0
#include "world/households.hpp"

#include "base/contract.hpp"
#include "random/distribution.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

namespace tiercare {
namespace {

constexpr int oldest = 120;
constexpr int of_age = 18;
constexpr int generation = 26;        // usual years between parents and children
constexpr int least_generation = 17;  // and the fewest
constexpr int most_between_spouses = 12;

/// A household while it fills.
struct Home {
  std::uint32_t room = 0;  ///< members still wanted
  int age = 0;             ///< of the younger of the couple
  Sex sex = Sex::female;   ///< of the head
  std::uint32_t head = 0;
};

/// A set of ages, in which the next one below and above is found at once.
class Ages {
 public:
  void add(int age) { word(age) |= bit(age); }
  void remove(int age) { word(age) &= ~bit(age); }
  /// The highest of `from` to `to`; -1 if there is none.
  [[nodiscard]] int last(int from, int to) const {
    for (int w = to / 64; w >= from / 64 && to >= from; to = 64 * w - 1, --w) {
      const std::uint64_t there = words_[static_cast<std::size_t>(w)] << (63 - to % 64);
      const int found = to - std::countl_zero(there);
      if (there != 0) return found >= from ? found : -1;
    }
    return -1;
  }
  /// The lowest of `from` to `to`; -1 if there is none.
  [[nodiscard]] int first(int from, int to) const {
    for (int w = from / 64; w <= to / 64 && to >= from; ++w, from = 64 * w) {
      const std::uint64_t there = words_[static_cast<std::size_t>(w)] >> (from % 64);
      const int found = from + std::countr_zero(there);
      if (there != 0) return found <= to ? found : -1;
    }
    return -1;
  }

 private:
  [[nodiscard]] std::uint64_t& word(int age) { return words_[static_cast<std::size_t>(age / 64)]; }
  [[nodiscard]] static std::uint64_t bit(int age) { return std::uint64_t{1} << (age % 64); }

  std::array<std::uint64_t, oldest / 64 + 1> words_{};
};

/// Residents who live nowhere yet, by sex and age.
class Unplaced {
 public:
  Unplaced(std::span<const Person> residents, int year) {
    for (std::uint32_t i = 0; i < residents.size(); ++i) {
      const int age = age_in(residents[i], year);
      of(residents[i].sex, age).push_back(i);
      ages_[static_cast<std::size_t>(residents[i].sex)].add(age);
    }
  }

  static int age_in(const Person& person, int year) {
    return std::clamp(year - person.birth_year, 0, oldest);
  }

  /// Takes the one whose age is nearest to `age`, of those from `from` to `to` years; the younger
  /// of two as near.
  std::optional<std::uint32_t> take(Sex sex, int age, int from, int to) {
    from = std::max(from, 0);
    to = std::min(to, oldest);
    Ages& ages = ages_[static_cast<std::size_t>(sex)];
    const int below = ages.last(from, std::min(age, to));
    const int above = ages.first(std::max(age + 1, from), to);
    if (below < 0 && above < 0) return std::nullopt;
    const int at = above < 0 || (below >= 0 && age - below <= above - age) ? below : above;
    auto& there = of(sex, at);
    const std::uint32_t found = there.back();
    there.pop_back();
    if (there.empty()) ages.remove(at);
    return found;
  }
  /// The same of any sex, `first` before the other.
  std::optional<std::uint32_t> take_any(Sex first, int age, int from, int to) {
    const auto found = take(first, age, from, to);
    return found ? found : take(other(first), age, from, to);
  }
  static Sex other(Sex sex) { return sex == Sex::female ? Sex::male : Sex::female; }

 private:
  std::vector<std::uint32_t>& of(Sex sex, int age) {
    return by_age_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)];
  }
  std::array<std::array<std::vector<std::uint32_t>, oldest + 1>, 2> by_age_;
  std::array<Ages, 2> ages_;
};

/// Sizes of households until everybody has a place, the largest first.
std::vector<std::uint32_t> draw_sizes(const HouseholdSizes& shares, std::size_t people,
                                      Stream& stream) {
  HouseholdSizes cumulative{};
  std::partial_sum(shares.begin(), shares.end(), cumulative.begin());
  std::vector<std::uint32_t> sizes;
  for (std::size_t left = people; left > 0; left -= sizes.back())
    sizes.push_back(
        static_cast<std::uint32_t>(std::min(left, 1 + draw_index(cumulative, stream.uniform()))));
  std::ranges::sort(sizes, std::greater{});
  return sizes;
}

/// The gathering of one place, step by step; what is left goes to the next step.
class Gathering {
 public:
  Gathering(std::span<Person> residents, int year, std::uint32_t first, Stream& stream)
      : residents_{residents},
        unplaced_{residents, year},
        year_{year},
        first_{first},
        stream_{stream} {}

  std::uint32_t run(const std::vector<std::uint32_t>& sizes) {
    find_heads(sizes);
    find_spouses();
    for (int child = 0; child < 3; ++child) find_children(child);
    find_other_generations();
    fill_up();
    return first_ + static_cast<std::uint32_t>(homes_.size());
  }

 private:
  Sex any_sex() { return stream_.uniform() < 0.5 ? Sex::female : Sex::male; }
  [[nodiscard]] int age_of(std::uint32_t resident) const {
    return Unplaced::age_in(residents_[resident], year_);
  }

  void join(std::size_t home, std::uint32_t resident) {
    Person& member = residents_[resident];
    member.household = HouseholdId{first_ + static_cast<std::uint32_t>(home)};
    member.income = residents_[homes_[home].head].income;
    --homes_[home].room;
  }

  /// Families are headed by people in the age of parents, the others by adults of any age.
  int age_of_head(std::uint32_t size) {
    const double u = stream_.uniform();
    if (size >= 3) return 24 + static_cast<int>(u * 26.0);
    return 20 + static_cast<int>(u * 65.0);
  }

  void found(std::uint32_t head, std::uint32_t size) {
    homes_.push_back(
        {.room = size, .age = age_of(head), .sex = residents_[head].sex, .head = head});
    join(homes_.size() - 1, head);
  }

  void find_heads(const std::vector<std::uint32_t>& sizes) {
    std::uint32_t homeless = 0;
    for (const std::uint32_t size : sizes) {
      const Sex sex = any_sex();
      const auto head = unplaced_.take_any(sex, age_of_head(size), of_age, oldest);
      if (head)
        found(*head, size);
      else
        homeless += size;
    }
    if (homes_.empty() && homeless > 0) {  // no adult lives here: the eldest stands in
      found(*unplaced_.take_any(Sex::female, of_age, 0, oldest), homeless);
      homeless = 0;
    }
    for (std::size_t home = 0; homeless > 0; --homeless, home = (home + 1) % homes_.size())
      ++homes_[home].room;
  }

  void find_spouses() {
    for (std::size_t h = 0; h < homes_.size(); ++h) {
      Home& home = homes_[h];
      if (home.room == 0) continue;
      const auto spouse = unplaced_.take(Unplaced::other(home.sex), home.age,
                                         std::max(of_age, home.age - most_between_spouses),
                                         home.age + most_between_spouses);
      if (!spouse) continue;
      home.age = std::min(home.age, age_of(*spouse));
      join(h, *spouse);
    }
  }

  /// One more child for every family: the next is some years younger than the one before.
  void find_children(int older) {
    for (std::size_t h = 0; h < homes_.size(); ++h) {
      const Home& home = homes_[h];
      if (home.room == 0 || home.age < least_generation) continue;
      const int wanted = std::max(0, home.age - generation - 3 * older);
      const auto child = unplaced_.take_any(any_sex(), wanted, home.age - 2 * generation,
                                            std::min(of_age - 1, home.age - least_generation));
      if (child) join(h, *child);
    }
  }

  /// Grandparents and grown children.
  void find_other_generations() {
    for (std::size_t h = 0; h < homes_.size(); ++h)
      while (homes_[h].room > 0) {
        const int age = homes_[h].age;
        auto other =
            unplaced_.take_any(any_sex(), age + generation, age + least_generation, oldest);
        if (!other)
          other = unplaced_.take_any(any_sex(), age - generation, of_age, age - least_generation);
        if (!other) break;
        join(h, *other);
      }
  }

  /// Whoever is left lives where there is room: children first, where their age fits best.
  void fill_up() {
    for (std::size_t h = 0; h < homes_.size(); ++h)
      while (homes_[h].room > 0) {
        const int age = std::max(0, homes_[h].age - generation);
        auto other = unplaced_.take_any(any_sex(), age, 0, of_age - 1);
        if (!other) other = unplaced_.take_any(any_sex(), homes_[h].age, 0, oldest);
        CONSERVES(other.has_value(), "a household has more places than there are residents");
        join(h, *other);
      }
  }

  std::span<Person> residents_;
  Unplaced unplaced_;
  int year_;
  std::uint32_t first_;
  Stream& stream_;
  std::vector<Home> homes_;
};

}  // namespace

std::uint32_t form_households(std::span<Person> residents, const HouseholdSizes& sizes, int year,
                              std::uint32_t first, Stream stream) {
  const auto drawn = draw_sizes(sizes, residents.size(), stream);
  return Gathering{residents, year, first, stream}.run(drawn);
}

}  // namespace tiercare

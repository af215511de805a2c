// SPDX-License-Identifier: Apache-2.0
// Contracts: what our own code promises itself stops the run and says where.
#include "base/contract.hpp"

#include "base/probability.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

std::string broken(bool holds) {
  try {
    CONSERVES(holds, "3 beds are missing");
    return {};
  } catch (const InternalError& error) {
    return error.what();
  }
}

TEST(Contract, OfConservationHoldsInEveryBuildAndSaysWhatIsMissing) {
  EXPECT_EQ(broken(true), "");
  EXPECT_NE(broken(false).find("conservation broken: holds: 3 beds are missing"),
            std::string::npos);
  EXPECT_NE(broken(false).find("contract_test.cpp:"), std::string::npos) << broken(false);
}

TEST(Contract, OfAnUnreachablePlaceStopsTheRun) {
  EXPECT_THROW(UNREACHABLE(), InternalError);
}

TEST(Probability, HasAComplement) {
  EXPECT_DOUBLE_EQ(Probability{0.25}.complement().value(), 0.75);
  EXPECT_LT(Probability{0.25}, Probability{0.3});
}

#ifdef TIERCARE_CONTRACTS
TEST(Probability, IsCheckedWhereItIsMade) {
  EXPECT_THROW(Probability{1.01}, InternalError);
  EXPECT_THROW(Probability{-0.01}, InternalError);
  EXPECT_NO_THROW(Probability{1.0});
}
#endif

}  // namespace
}  // namespace tiercare

// SPDX-License-Identifier: Apache-2.0
// Who pays the provider: the interface of a payment scheme (医保支付).
//
// A scheme answers two questions: what is paid for a bill, and what one more service would bring.
// The second is all that a provider's behaviour ever sees of a payment reform.
#pragma once

#include "base/contract.hpp"
#include "base/money.hpp"
#include "world/terms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tiercare {

/// A settled claim: what each side owes for one contact.
struct Bill {
  FacilityId facility{};
  Tier tier = Tier::village;
  Service service = Service::outpatient;
  InsuranceScheme scheme = InsuranceScheme::resident;
  Money charge{};
  Money fund_share{};
  Money patient_share{};
};

enum class Payer : std::uint8_t { patient, fund };

/// One transfer to the facility.
struct Payment {
  Payer payer = Payer::fund;
  Money amount{};
};

/// The few payments of one bill; holds them in place.
class PaymentList {
 public:
  static constexpr std::size_t capacity = 4;

  void add(Payment payment) {
    EXPECT(size_ < capacity);
    payments_[size_++] = payment;
  }
  [[nodiscard]] const Payment* begin() const { return payments_.data(); }
  [[nodiscard]] const Payment* end() const { return payments_.data() + size_; }

 private:
  std::array<Payment, capacity> payments_{};
  std::size_t size_ = 0;
};

/// A service a provider could give or pass on.
struct ServiceOffer {
  Tier tier = Tier::village;
  Service service = Service::outpatient;
  Money charge{};
};

class PaymentScheme {
 public:
  virtual ~PaymentScheme() = default;
  /// Who pays the facility how much for this bill.
  [[nodiscard]] virtual PaymentList pay(const Bill& bill) const = 0;
  /// What the facility would receive for one more such service.
  [[nodiscard]] virtual Money marginal_revenue(const ServiceOffer& offer) const = 0;
};

}  // namespace tiercare

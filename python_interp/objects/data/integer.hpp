// Any integer word as sign and limbs, so that one routine serves small integers, bools and BigInts alike.
#pragma once

#include <gmp.h>

#include <memory>

#include "python_interp/objects/numbers.hpp"

namespace py {

/// A view on an integer word. It borrows the limbs of a BigInt, and holds the one limb of a small integer.
class Integer {
 public:
  explicit Integer(Word word) {
    if (is<BigInt>(word)) {
      BigInt* big = gc::as<BigInt>(word);
      limbs_ = big->limbs.data();
      size_ = static_cast<mp_size_t>(big->length.value);
      negative_ = big->negative != 0;
    } else {
      const std::int64_t value = small_value(word);
      negative_ = value < 0;
      own_ = negative_ ? -static_cast<mp_limb_t>(value) : static_cast<mp_limb_t>(value);
      limbs_ = &own_;
      size_ = value != 0;
    }
  }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;

  const mp_limb_t* limbs() const { return limbs_; }
  mp_size_t size() const { return size_; }  ///< Limbs; 0 for zero.
  bool negative() const { return negative_; }
  bool is_zero() const { return size_ == 0; }
  std::uint64_t bits() const {
    return size_ == 0 ? 0 : static_cast<std::uint64_t>(size_) * 64 - __builtin_clzl(limbs_[size_ - 1]);
  }

  /// The same as GMP's own kind of integer, to be read only.
  mpz_srcptr mpz() {
    return mpz_roinit_n(view_, limbs_, negative_ ? -size_ : size_);
  }

 private:
  mp_limb_t own_ = 0;
  const mp_limb_t* limbs_;
  mp_size_t size_;
  bool negative_;
  mpz_t view_;
};

/// Room for a result: on the C++ stack while it is short.
class LimbBuffer {
 public:
  explicit LimbBuffer(mp_size_t size)
      : long_(size > short_size ? new mp_limb_t[static_cast<std::size_t>(size)] : nullptr) {}
  mp_limb_t* data() { return long_ ? long_.get() : short_; }
  mp_limb_t& operator[](mp_size_t index) { return data()[index]; }

 private:
  static constexpr mp_size_t short_size = 24;
  std::unique_ptr<mp_limb_t[]> long_;
  mp_limb_t short_[short_size];
};

/// An mpz_t that clears itself.
class Mpz {
 public:
  Mpz() { mpz_init(value_); }
  ~Mpz() { mpz_clear(value_); }
  Mpz(const Mpz&) = delete;
  Mpz& operator=(const Mpz&) = delete;
  operator mpz_ptr() { return value_; }
  int sign() const { return mpz_sgn(value_); }

 private:
  mpz_t value_;
};

/// The integer word of these limbs; leading zero limbs are allowed.
Word int_from_limbs(VM& vm, const mp_limb_t* limbs, mp_size_t size, bool negative);
Word int_from_mpz(VM& vm, mpz_srcptr value);

/// Integers of more bits than this are a MemoryError before GMP is asked (it would abort).
inline constexpr std::uint64_t most_int_bits = std::uint64_t{1} << 33;

}  // namespace py

/// Random numbers that are the same in every run: xoshiro256** of Blackman and Vigna (2018), seeded by
/// SplitMix64.
@usableFromInline
struct RandomNumbers: RandomNumberGenerator {
  @usableFromInline var state: (UInt64, UInt64, UInt64, UInt64)

  /// A stream of its own for each number of a run.
  @usableFromInline
  init(seed: UInt64, stream: UInt64) {
    var word = seed ^ (stream &* 0xD134_2543_DE82_EF95)
    func next() -> UInt64 {
      word &+= 0x9E37_79B9_7F4A_7C15
      var mixed = word
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    state = (next(), next(), next(), next())
  }

  @inlinable
  mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }

  @inlinable
  func rotated(_ word: UInt64, _ by: UInt64) -> UInt64 {
    (word << by) | (word >> (64 &- by))
  }

  /// A number below a bound; the bound 0 stands for 2⁶⁴.
  @inlinable
  mutating func next(below bound: UInt64) -> UInt64 {
    bound == 0 ? next() : next().multipliedFullWidth(by: bound).high
  }
}

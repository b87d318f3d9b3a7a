/// Random numbers of one agent, one deal or one part of the world; the same in every run from the same seed,
/// however many the others draw.
///
/// Only whole-number operations, and products of doubles: the same bits on every machine.
/// [Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"]
struct RandomStream: RandomNumberGenerator {
  /// What the numbers are for.
  enum Subject: UInt64 {
    case agent = 1
    case deal, job, fault, arrival, departure, mind, boldness
  }

  private var state: UInt64

  init(seed: UInt64, _ subject: Subject, _ number: Int) {
    state = Self.mixed(
      Self.mixed(seed &+ subject.rawValue &* Self.step)
        ^ (UInt64(truncatingIfNeeded: number) &* Self.step))
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  static func mixed(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// A whole number from 0 up to a bound, each as likely but for 1 part in 2⁶⁴/bound.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number from 0 up to 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number with exponential distribution and mean 1, by comparing alone [von Neumann 1951].
  mutating func exponential() -> Double {
    var whole = 0.0
    while true {
      let first = next()
      var last = first
      var isOdd = true
      while true {
        let following = next()
        if following >= last { break }
        last = following
        isOdd.toggle()
      }
      if isOdd { return whole + Double(first >> 11) * 0x1p-53 }
      whole += 1
    }
  }

  /// How long something takes, in ticks.
  @inline(__always)
  mutating func ticks(_ time: Time) -> Int {
    var ticks = time.least
    if time.ways > 1 { ticks += below(time.ways) }
    if time.mean > 0 { ticks += Int(exponential() * time.mean) }
    return ticks
  }
}

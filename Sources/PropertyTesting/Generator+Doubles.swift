extension Generator where Value == Double {
  /// Doubles: whole numbers often, and everything else. They shrink towards whole numbers near 0, and
  /// fractions with few digits.
  ///
  /// - Parameter bounds: Where they lie; they may be anything finite unless given.
  /// - Parameter nan: Whether NaN may occur.
  /// - Parameter infinities: Whether infinities may occur, where the bounds are not given.
  /// - Parameter subnormals: Whether subnormal numbers may occur.
  public static func doubles(
    in bounds: ClosedRange<Double>? = nil, nan: Bool = false, infinities: Bool = false,
    subnormals: Bool = false
  ) -> Generator {
    Generator { test in
      if nan, try test.flip(probability: 1.0 / 32) { return .nan }
      if infinities, bounds == nil, try test.flip(probability: 1.0 / 32) {
        return try test.flip() ? -.infinity : .infinity
      }
      let mayBeNegative = bounds.map { $0.lowerBound < 0 } ?? true
      let isNegative = mayBeNegative ? try test.flip() : false
      let rank = try test.choose(in: 0...Int64(Magnitude.largestRank), origin: 0) { random in
        let word = random.next()
        if word & 3 == 0 { return Int64(random.next(below: 16)) }
        if word & 3 == 1 { return Int64(random.next() >> (11 + (word >> 8) % 42)) }
        return Int64(random.next(below: Magnitude.largestRank + 1))
      }
      var magnitude = Magnitude.value(ofRank: UInt64(rank))
      if magnitude.isSubnormal && !subnormals { magnitude = 0 }
      let value = isNegative ? -magnitude : magnitude
      guard let bounds, !bounds.contains(value) else { return value }
      let share = Double(UInt64(rank) & ((1 << 52) - 1)) * 0x1p-52
      let inside = bounds.lowerBound * (1 - share) + bounds.upperBound * share
      return min(max(inside, bounds.lowerBound), bounds.upperBound)
    }
  }
}

/// Doubles that are not below zero, simple ones first: whole numbers in order, then fractions, by few
/// digits and moderate exponents.
private enum Magnitude {
  private static let wholes: UInt64 = 1 << 52
  private static let exponents: UInt64 = 2047
  static let largestRank = wholes + (exponents << 52) - 1

  static func value(ofRank rank: UInt64) -> Double {
    if rank < wholes { return Double(rank) }
    let rest = rank - wholes
    let order = rest >> 52
    // 1023 (the exponent of 1), 1024, 1022, 1025, 1021, …, then 0 (subnormals).
    let exponent: UInt64 =
      if order == exponents - 1 { 0 } else if order % 2 == 0 { 1023 - order / 2 } else {
        1023 + (order + 1) / 2
      }
    let digits = reversed(rest & ((1 << 52) - 1))
    return Double(bitPattern: exponent << 52 | digits)
  }

  /// 52 bits the other way round, so that small ranks have few binary digits after the point.
  private static func reversed(_ bits: UInt64) -> UInt64 {
    var bits = bits
    var result: UInt64 = 0
    for _ in 0..<52 {
      result = result << 1 | bits & 1
      bits >>= 1
    }
    return result
  }
}

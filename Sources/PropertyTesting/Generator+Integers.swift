extension Generator where Value: FixedWidthInteger & Sendable {
  /// Integers within bounds, all of the type unless given; extreme and equal ones more often than by
  /// chance. They shrink towards `origin`, or else towards 0, or the bound next to it.
  ///
  /// - Precondition: the type has at most 64 bits.
  @inlinable
  public static func integers(
    in bounds: ClosedRange<Value> = Value.min...Value.max, origin: Value? = nil
  ) -> Generator {
    precondition(Value.bitWidth <= 64, "integers of more than 64 bits are not drawn")
    let simplest = origin ?? min(max(0, bounds.lowerBound), bounds.upperBound)
    let (lower, upper) = (bounds.lowerBound.ordered, bounds.upperBound.ordered)
    let target = simplest.ordered
    return Generator { test in
      Value(ordered: try test.choose(in: lower...upper, origin: target))
    }
  }

  /// Integers of the type within bounds.
  @inlinable
  public static func integers(in bounds: Range<Value>) -> Generator {
    .integers(in: bounds.lowerBound...(bounds.upperBound - 1))
  }
}

extension FixedWidthInteger {
  /// A signed number that is in the same order: unsigned ones are moved down where they do not fit.
  @inlinable
  var ordered: Int64 {
    Self.isSigned || Self.bitWidth < 64
      ? Int64(truncatingIfNeeded: self)
      : Int64(bitPattern: UInt64(truncatingIfNeeded: self) ^ (1 << 63))
  }

  @inlinable
  init(ordered: Int64) {
    self =
      Self.isSigned || Self.bitWidth < 64
      ? Self(truncatingIfNeeded: ordered)
      : Self(truncatingIfNeeded: UInt64(bitPattern: ordered) ^ (1 << 63))
  }
}

extension Generator where Value == Bool {
  /// Truths; they shrink towards false.
  @inlinable
  public static func booleans(probability: Double = 0.5) -> Generator {
    Generator { try $0.flip(probability: probability) }
  }
}

extension Generator where Value == (numerator: Int, denominator: Int) {
  /// Fractions in lowest terms between two whole numbers, with denominators up to a largest one; whole
  /// numbers and the ends more often than by chance. They shrink towards whole numbers near 0.
  public static func fractions(
    in bounds: ClosedRange<Int>, denominators largest: Int = 12
  ) -> Generator {
    precondition(largest >= 1, "a denominator is at least 1")
    return Generator { test in
      let isWhole = try !test.flip(probability: 0.5)
      let denominator = isWhole ? 1 : try 1 + test.pick(below: largest)
      let numerator = try test.draw(
        .integers(in: bounds.lowerBound * denominator...bounds.upperBound * denominator))
      let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
      return (numerator / Int(divisor), denominator / Int(divisor))
    }
  }
}

private func greatestCommonDivisor(_ first: UInt, _ second: UInt) -> UInt {
  second == 0 ? max(first, 1) : greatestCommonDivisor(second, first % second)
}

extension Generator where Value == Character {
  /// Characters: mostly letters, digits and punctuation, some of them from anywhere in Unicode. They
  /// shrink towards `a`.
  public static func characters() -> Generator {
    Generator { test in
      let index = try test.choose(in: 0...Int64(Alphabet.count - 1), origin: 0) { random in
        let word = random.next()
        let among = word & 7 == 0 ? Alphabet.count : word & 1 == 0 ? 26 : Alphabet.ascii.count
        return Int64(random.next(below: UInt64(among)))
      }
      return Character(Alphabet.scalar(Int(index)))
    }
  }
}

extension Generator where Value == String {
  /// Strings of so many characters.
  public static func strings(
    of character: Generator<Character> = .characters(), count: ClosedRange<Int> = 0...1_000
  ) -> Generator {
    Generator { String(try $0.elements(count) { try character.body($0) }) }
  }

  /// Strings of so many of these characters; they shrink towards the first of them.
  public static func strings(
    of characters: String, count: ClosedRange<Int> = 0...1_000
  ) -> Generator {
    .strings(of: .elements(of: Array(characters)), count: count)
  }
}

/// All Unicode scalars, simple ones first.
private enum Alphabet {
  static let ascii: [Unicode.Scalar] = {
    let simple = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ _-.,"
    let first = Array(simple.unicodeScalars)
    let known = Set(first)
    return first + (0..<128).map { Unicode.Scalar(UInt8($0)) }.filter { !known.contains($0) }
  }()

  /// Without the surrogates, which are no scalars.
  static let count = 0x11_0000 - 0x800

  static func scalar(_ index: Int) -> Unicode.Scalar {
    if index < ascii.count { return ascii[index] }
    let value = UInt32(index < 0xD800 ? index : index + 0x800)
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

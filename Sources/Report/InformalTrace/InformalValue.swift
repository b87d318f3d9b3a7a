public import Exact

/// A value in the Informal Trace Format [Apalache, ADR-015].
public indirect enum InformalValue: Hashable, Sendable {
  case truth(Bool)
  case text(String)
  /// A whole number of any size.
  case integer(Rational)
  case list([InformalValue])
  case record([String: InformalValue])
  case tuple([InformalValue])
  case set([InformalValue])
  case map([Pair])

  public struct Pair: Hashable, Sendable {
    public var key: InformalValue
    public var value: InformalValue

    public init(_ key: InformalValue, _ value: InformalValue) {
      self.key = key
      self.value = value
    }
  }
}

extension InformalValue {
  /// A rational number: the format has none, so it is a record of two integers.
  init(_ number: Rational) {
    self = .record([
      "num": .integer(Rational(number.numerator)), "den": .integer(Rational(number.denominator)),
    ])
  }

  /// The number that an integer stands for, or a record of two.
  var number: Rational? {
    switch self {
    case .integer(let number): return number
    case .record(let fields):
      guard fields.count == 2, case .integer(let above)? = fields["num"],
        case .integer(let below)? = fields["den"], !below.isZero
      else { return nil }
      return above / below
    default: return nil
    }
  }

  /// From texts, in the order given.
  init(_ pairs: [(key: String, value: InformalValue)]) {
    self = .map(pairs.map { Pair(.text($0.key), $0.value) })
  }

  /// What a map from texts, or a record, has under each; nil if it is neither.
  var entries: [String: InformalValue]? {
    switch self {
    case .record(let fields): return fields
    case .map(let pairs):
      var entries: [String: InformalValue] = [:]
      for pair in pairs {
        guard case .text(let key) = pair.key, entries.updateValue(pair.value, forKey: key) == nil
        else { return nil }
      }
      return entries
    default: return nil
    }
  }
}

extension InformalValue: Codable {
  private enum Tag {
    static let integer = "#bigint"
    static let tuple = "#tup"
    static let set = "#set"
    static let map = "#map"
  }

  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.singleValueContainer() {
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let truth = try? container.decode(Bool.self) {
        self = .truth(truth)
      } else if let number = try? container.decode(Int.self) {
        self = .integer(Rational(number))
      } else if let list = try? container.decode([InformalValue].self) {
        self = .list(list)
      } else {
        self = try Self.tagged(try container.decode([String: InformalValue].self), decoder)
      }
    } else {
      throw Self.mistake("it is no value", decoder)
    }
  }

  private static func tagged(
    _ fields: [String: InformalValue], _ decoder: any Decoder
  ) throws -> InformalValue {
    guard let tag = fields.keys.first(where: { $0.hasPrefix("#") }) else { return .record(fields) }
    guard fields.count == 1, let content = fields[tag] else {
      throw mistake("beside '\(tag)' there may be nothing else", decoder)
    }
    switch (tag, content) {
    case (Tag.integer, .text(let digits)):
      guard let number = Rational(digits), number.isInteger else {
        throw mistake("'\(digits.prefix(40))' is no whole number", decoder)
      }
      return .integer(number)
    case (Tag.tuple, .list(let list)): return .tuple(list)
    case (Tag.set, .list(let list)): return .set(list)
    case (Tag.map, .list(let list)):
      return .map(
        try list.map { pair in
          guard case .list(let parts) = pair, parts.count == 2 else {
            throw mistake("a '\(Tag.map)' has pairs of a key and a value", decoder)
          }
          return Pair(parts[0], parts[1])
        })
    default: throw mistake("'\(tag)' is not known, or has no such content", decoder)
    }
  }

  private static func mistake(_ text: String, _ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .truth(let truth): try container.encode(truth)
    case .text(let text): try container.encode(text)
    case .integer(let number): try container.encode([Tag.integer: "\(number)"])
    case .list(let list): try container.encode(list)
    case .record(let fields): try container.encode(fields)
    case .tuple(let list): try container.encode([Tag.tuple: list])
    case .set(let list): try container.encode([Tag.set: list])
    case .map(let pairs):
      try container.encode([Tag.map: pairs.map { [$0.key, $0.value] }])
    }
  }
}

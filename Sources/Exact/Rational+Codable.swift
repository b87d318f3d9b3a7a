extension Rational: Codable {
  /// Reads the text form, as `init(_:)` does.
  ///
  /// - Throws: `DecodingError.dataCorrupted` when the text is not a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Rational(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is not a rational number")
    }
    self = value
  }

  /// Writes the text form, `description`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

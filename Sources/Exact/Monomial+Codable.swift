extension Monomial: Codable {
  /// Reads the exponents of the variables.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for an exponent below one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let exponents = try container.decode([String: Int].self)
    guard exponents.values.allSatisfy({ $0 >= 1 }) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an exponent is below one")
    }
    self.init(
      sorted: exponents.sorted { $0.key < $1.key }
        .map { Factor(variable: $0.key, exponent: $0.value) })
  }

  /// Writes the exponents of the variables.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(uniqueKeysWithValues: factors.map { ($0.variable, $0.exponent) }))
  }
}

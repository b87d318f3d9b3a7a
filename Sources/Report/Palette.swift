public import Mechanisms

/// How parts of a text are set apart where it is shown.
public struct Palette: Sendable {
  public enum Part: Sendable {
    case mechanism
    case verdict(Property.Expectation, isExpected: Bool)
    case remark
  }

  let paint: @Sendable (String, Part) -> String

  /// - Parameter paint: Sets a part of a text apart, without changing what it says.
  public init(paint: @escaping @Sendable (String, Part) -> String) { self.paint = paint }

  /// Nothing is set apart.
  public static let plain = Palette { text, _ in text }
}

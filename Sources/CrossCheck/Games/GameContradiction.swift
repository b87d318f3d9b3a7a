public import Exact
public import Games

/// A finding on a game that brute force contradicts: one of them is wrong.
public struct GameContradiction: Error, Hashable, Sendable, CustomStringConvertible {
  public var question: GameQuestion
  public var kind: Kind
  /// The values of the symbols at which it shows, if it does at some.
  public var point: [String: Rational]?

  public enum Kind: Hashable, Sendable {
    /// The verdict says that the property holds everywhere, or that the constraints never do.
    case falseVerdict(String)
    /// A counterexample is none: it breaks a constraint, or the property holds there, or it is not as it says.
    case falseCounterexample(String)
    /// The condition for the property holds where the property does not, or the other way round.
    case condition(holds: Bool)
    /// The strategy of a proof does not show the property where it should, or there is none.
    case strategy(String)
    /// Answering the question ended in an error.
    case failure(String)
  }

  public var description: String {
    let what =
      switch kind {
      case .falseVerdict(let verdict): "the verdict is '\(verdict)', which is false"
      case .falseCounterexample(let reason): "the verdict is 'broken', but \(reason)"
      case .condition(let holds):
        "the condition \(holds ? "holds where the property does not" : "fails where the property holds")"
      case .strategy(let reason): "the verdict is 'proved', but \(reason)"
      case .failure(let error): "answering fails: \(error)"
      }
    let symbols = (point ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let most = question.mostDeviators.map { ", at most \($0) deviating" } ?? ""
    return """
      \(question.property.rawValue) of \(question.history)\(most): \(what)\
      \(symbols.isEmpty ? "" : ", where \(symbols.joined(separator: ", "))")
      """
  }
}

import Collusion
import Exact
import Mechanisms

/// A path on which an account is not what it should be, in words.
struct BreachText {
  let breach: Breach
  let mechanism: Mechanism

  init(_ breach: Breach, on mechanism: Mechanism) {
    self.breach = breach
    self.mechanism = mechanism
  }

  var headline: String {
    let what =
      breach.isInTheEnd
      ? "\(breach.balance) is left in \(breach.account) when all is over"
      : "\(breach.account) goes down to \(breach.balance)"
    return what.capitalizedFirst + who + "."
  }

  /// Who does not do what is prescribed.
  private var who: String {
    let free = mechanism.roles.compactMap { role -> String? in
      guard let count = breach.free[role.name] else { return nil }
      if role.isSingle { return "the \(role.name)" }
      return count == 1 ? "one \(role.name)" : "\(count) \(role.name)s"
    }
    if free.isEmpty { return ", while all do what is prescribed" }
    let isOne = breach.free.values.reduce(0, +) == 1
    return ", while \(free.joined(separator: " and ")) \(isOne ? "does" : "do") as follows"
  }

  /// The headline, what happens, and the parameters.
  var lines: [String] {
    [headline] + Playbook([breach.play], of: mechanism).lines(of: breach.play).map { "- \($0)" }
      + PointText(breach.parameters, of: mechanism).lines
  }
}

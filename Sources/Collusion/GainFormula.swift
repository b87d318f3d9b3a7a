import Exact
import Interpretation
import Mechanisms

/// What a deviation gains, as a formula in the parameters.
///
/// In situations that are not reached at the point, those asked do what is prescribed.
struct GainFormula {
  let function: RationalFunction
  /// Where the formula holds.
  let region: [FunctionDomain.Condition]
  /// The gain at the point.
  let gain: Rational

  /// A formula in as many parameters as can be: groups that mix can only be split where their size is
  /// a number, not a symbol.
  ///
  /// - Throws: a `Fault` of the mechanism at the point.
  init(
    of deviation: Deviation, by coalition: Coalition, for stakes: Stakes, on subject: Subject,
    at point: [String: Rational]
  ) throws {
    do {
      try self.init(
        of: deviation, by: coalition, for: stakes, on: subject, at: point, constants: [])
    } catch let fault as Fault where fault.kind.isLimit {
      let counts = subject.mechanism.parameters.filter(\.isInteger).map(\.name)
      do {
        try self.init(
          of: deviation, by: coalition, for: stakes, on: subject, at: point,
          constants: Set(counts))
      } catch let fault as Fault where fault.kind.isLimit {
        try self.init(
          of: deviation, by: coalition, for: stakes, on: subject, at: point,
          constants: Set(point.keys))
      }
    }
  }

  private init(
    of deviation: Deviation, by coalition: Coalition, for stakes: Stakes, on subject: Subject,
    at point: [String: Rational], constants: Set<String>
  ) throws {
    let functions = FunctionDomain(at: point, constants: constants)
    func walk(deviating: Bool) -> Walk<FunctionDomain> {
      let parties = coalition.members.map { role, members in
        (
          role,
          Walk<FunctionDomain>.Party(
            members: functions.number(Rational(members)),
            deviators: functions.number(
              Rational(deviating ? coalition.deviators[role] ?? 0 : 0)))
        )
      }
      return Walk(
        subject, in: functions, coalition: Dictionary(uniqueKeysWithValues: parties),
        among: coalition.byzantine.mapValues { functions.number(Rational($0)) },
        adding: coalition.identities, stakes, deviating: deviating
      ) { question in
        guard let set = question.actual else {
          throw Fault(.notLinearInSplit, at: question.choice.location)
        }
        if let split = deviation.choices[set] { return .split(split) }
        let size = functions.actual(question.size)?.integer ?? 0
        return .split([question.prescribed ?? question.options[0]: size])
      }
    }
    let earned = try walk(deviating: true).expectation()
    switch stakes {
    case .gain: function = earned - (try walk(deviating: false).expectation())
    case .loss(let role, let floor):
      guard let size = subject.mechanism.roles.first(where: { $0.name == role })?.size else {
        preconditionFailure("no such role: \(role)")
      }
      let others = functions.number(Rational(coalition.byzantine[role] ?? 0))
      let victims = try functions.number(of: size) - others
      // The formula is about parameters at which there is somebody to lose.
      _ = functions.decided(functions.compare(victims, .greater, functions.number(0)))
      let honest = try walk(deviating: false).expectation()
      let guaranteed = try floor.map { try functions.number(of: $0) * victims } ?? honest
      function = (guaranteed - earned) / victims
    }
    region = functions.region
    gain = functions.actual(function) ?? 0
  }
}

import Collusion
import Exact
import Interpretation

/// The largest gain of a property as JSON.
struct GainBoundDocument: Encodable {
  /// The parameters that are free.
  var over: [String]
  var gain: ExtremumDocument
  /// The gains of the best plans as formulas, each with where it can be carried out.
  var formulas: [Formula]

  struct Formula: Encodable {
    var gain: String
    var `where`: [String]
  }

  init(_ bound: GainBound) {
    over = bound.free
    gain = ExtremumDocument(bound.supremum)
    formulas = bound.plans.map {
      Formula(gain: $0.gain.factoredDescription, where: $0.region.map(\.description))
    }
  }
}

/// The least cost of safety as JSON.
struct CheapestDocument: Encodable {
  /// The parameters that are free.
  var over: [String]
  /// Null if no parameters are safe.
  var cost: Nullable<ExtremumDocument>

  init(_ cheapest: CheapestParameters) {
    over = cheapest.free
    cost = Nullable(cheapest.infimum.map(ExtremumDocument.init))
  }
}

/// A greatest or least value as JSON.
struct ExtremumDocument: Encodable {
  /// Whether it is `attained`, `approached` or `enclosed` between value and limit, or there is none
  /// (`unbounded`), or it is not known (`undecided`).
  var kind: String
  var value: Nullable<String>
  var parameters: Nullable<[String: String]>
  /// In what direction there is no bound.
  var direction: Nullable<[String: String]>
  var reason: Nullable<String>
  /// A value than which there is no better, where it is not known which is the best.
  var limit: Nullable<String>

  init(_ extremum: Extremum) {
    value = Nullable(extremum.value.map { "\($0)" })
    parameters = Nullable(extremum.point.map { $0.mapValues { "\($0)" } })
    direction = Nullable(nil)
    reason = Nullable(nil)
    limit = Nullable(nil)
    switch extremum {
    case .attained: kind = "attained"
    case .approached: kind = "approached"
    case .enclosed(_, let limit, _):
      kind = "enclosed"
      self.limit = Nullable("\(limit)")
    case .unbounded(_, let along):
      kind = "unbounded"
      direction = Nullable(along.mapValues { "\($0)" })
    case .unknown(let why, _, let limit):
      self.limit = Nullable(limit.map { "\($0)" })
      kind = "undecided"
      reason = Nullable(why)
    }
  }
}

import Collusion
import Exact
import Mechanisms
import Twin

/// What a page says about a play: who takes part, what happens, and what all have in the end.
struct DiagramContent {
  let columns: [Column]
  let rows: [PlayDiagram.Cells]
  let balances: [Balance]
  let width: Int
  let caption: String
  let isTooLong: Bool

  struct Column {
    let name: String
    let kind: String
    let isColluding: Bool
    let isByzantine: Bool
  }

  struct Balance {
    let amount: String
  }

  /// No more rows than this are shown.
  private static let mostRows = 60

  /// - Returns: nil where there is nothing to play, or too much.
  init?(_ finding: Finding, of mechanism: Mechanism) {
    let property = finding.property
    switch finding.verdict {
    case .broken(.breach(let breach)):
      let coalition = Coalition(breach.free)
      self.init(
        PlayDiagram(of: breach.play, by: coalition, on: mechanism, property),
        "A play in which it shows.")
    case .broken(.mixture(let attack)):
      guard let part = attack.parts.max(by: { $0.probability < $1.probability }),
        let telling = try? TellingPlay(
          of: part.deviation, by: attack.coalition, harming: nil, at: attack.parameters,
          on: mechanism, property)
      else { return nil }
      self.init(telling, on: mechanism, property)
    default:
      guard let attack = finding.toldAttack,
        let telling = try? TellingPlay(
          of: attack.deviation, by: attack.coalition, harming: attack.victim,
          at: attack.parameters, on: mechanism, property)
      else { return nil }
      self.init(telling, on: mechanism, property)
    }
  }

  private init?(_ telling: TellingPlay, on mechanism: Mechanism, _ property: Property) {
    let diagram = PlayDiagram(of: telling.play, by: telling.coalition, on: mechanism, property)
    let round = telling.play.round.map { ", of a round that begins with \($0)" } ?? ""
    let which =
      if let probability = telling.probability, let ways = telling.ways {
        ways == 1
          ? "The only way in which it goes"
          : "Of \(ways) ways in which it can go one that tells most, "
            + "with probability \(probability)"
      } else {
        "One of very many ways in which it can go"
      }
    self.init(diagram, which + round + ".")
  }

  private init?(_ diagram: PlayDiagram, _ caption: String) {
    guard !diagram.columns.isEmpty else { return nil }
    columns = diagram.columns.map { column in
      Column(
        name: column.name, kind: column.kind.rawValue, isColluding: column.kind == .colluding,
        isByzantine: column.kind == .byzantine)
    }
    let all = diagram.cells
    rows = Array(all.prefix(Self.mostRows))
    isTooLong = all.count > Self.mostRows
    balances = diagram.balances.map { Balance(amount: "\($0)") }
    width = diagram.columns.count
    self.caption = caption
  }
}

import ArgumentParser
import Collusion
import Exact
import Export
import Foundation
import Games
import Interpretation
import Mechanisms
import Report

/// Writes a mechanism at fixed numbers as a tree, for other tools to look at.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a mechanism at fixed numbers as a game tree, for Gambit and other tools.",
    discussion: """
      Everybody who has a choice is a player, and the money that it has in the end is its payoff. Agents of a role who are \
      alike stand for each other, but for the first one of each role. With --coalition there is one player, who decides \
      for all members and has their money; all others do what is prescribed, by chance where that is a mixture.

      Parameters are at their defaults, and near them where they have none. Rounds without end make no tree.

      Exit status 2 if the mechanism cannot be written in the format, with the reason.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case efg, checkmate, smt2, prism

    static var allValueDescriptions: [String: String] {
      [
        "efg": "A game in extensive form, for Gambit.",
        "checkmate": "JSON for CheckMate, where nothing is hidden and nothing is left to chance.",
        "smt2": "The question whether a plan of the coalition gains, for any SMT solver.",
        "prism": """
        What the coalition can come to, for Storm and PRISM: a Markov decision process, partially observable if \
        something is hidden from it.
        """,
      ]
    }
  }

  @Argument(
    help: "A mechanism file, or a game tree (.efg, or JSON of CheckMate).", completion: .mechanisms)
  var file: String

  @ArgumentParser.Option(help: "What to write.")
  var format: Format

  @ArgumentParser.Option(
    help: ArgumentHelp("What parameters are.", valueName: "parameter=value,…"),
    completion: .parameters)
  var set: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp("Who decides, together.", valueName: "role=number,…"))
  var coalition: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Where this property speaks, with what it prescribes and the gain that it allows; any part of its name will do.",
      valueName: "name"),
    completion: .properties)
  var property: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("How many nodes the tree may have.", valueName: "count"))
  var mostNodes = 100_000

  @ArgumentParser.Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write it, instead of to the standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(
    help: """
      Write also, beside an .efg file, the claim that nobody gains by not doing what is prescribed, for cartel check.
      """)
  var claims = false

  func validate() throws {
    guard mostNodes >= 1 else {
      throw ValidationError("--most-nodes takes a count of at least 1")
    }
    if claims, format != .efg || output?.hasSuffix(".efg") != true {
      throw ValidationError("--claims goes with --format efg and --output FILE.efg")
    }
  }

  func run() async throws {
    do {
      let text = try await GameSubject.isGame(file) ? exportedGame() : exportedMechanism()
      // Its last line ends already.
      if let output { try write(text, to: output) } else { Output.say(String(text.dropLast())) }
    } catch let mistake as ValidationError {
      throw mistake
    } catch let errors as GameErrors {
      complain(errors.list.map { Diagnostic($0) })
    } catch {
      complain(Diagnostic.list(of: error, about: file))
    }
  }

  private func complain(_ mistakes: [Diagnostic]) -> Never {
    for mistake in mistakes { Output.complain("\(mistake)") }
    Output.end(2)
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try Output.write(text, to: path)
    } catch {
      throw ValidationError("\(path) cannot be written")
    }
  }

  // MARK: - Mechanisms

  private func exportedMechanism() async throws -> String {
    let mechanism = try Mechanism(contentsOf: file)
    if coalition == nil, format == .smt2 || format == .prism {
      throw ValidationError(
        "--format \(format.rawValue) asks what a coalition can do: name it, as in --coalition node=1"
      )
    }
    let chosen = try property.map { try mechanism.property(meantBy: $0) }
    let point = try await Checker().parameters(
      of: mechanism, where: try Assignment.values(set, of: mechanism), given: chosen?.given ?? [])
    let game = try MechanismGame(
      mechanism, at: point, prescribing: chosen?.prescriptions ?? [],
      coalition: try members(of: mechanism), limit: mostNodes)
    switch format {
    case .efg:
      let text = try game.game.gambitText()
      if claims { try writeClaims(of: game) }
      return text
    case .checkmate: return try game.game.checkMateText()
    case .smt2:
      return try game.smtLIB(margin: chosen?.allowedGain(in: RationalDomain(point)) ?? 0)
    case .prism: return try game.prismModel()
    }
  }

  /// Claims that are there already may have been written by hand.
  private func writeClaims(of game: MechanismGame) throws {
    guard let output else { return }
    let beside = GameSubject.claims(beside: output)
    let text = game.claimsText(on: URL(fileURLWithPath: output).lastPathComponent)
    if let known = try? FileText.at(beside), known != text {
      throw ValidationError("\(beside) is there, and says something else; move it away first")
    }
    if game.game.tree.informationSets.isEmpty {
      throw ValidationError("nobody has a choice in this tree, so that nothing can be claimed")
    }
    try write(text, to: beside)
  }

  private func members(of mechanism: Mechanism) throws -> [String: Int]? {
    guard let coalition else { return nil }
    let counts = try Assignment.parts(of: coalition).map {
      try Assignment.count($0, of: mechanism, in: "--coalition \(coalition)")
    }
    guard counts.contains(where: { $0.number > 0 }) else {
      throw ValidationError("--coalition names nobody")
    }
    return Dictionary(counts.map { ($0.role, $0.number) }, uniquingKeysWith: +)
  }

  // MARK: - Games

  private func exportedGame() throws -> String {
    guard coalition == nil, property == nil, !claims else {
      throw ValidationError("--coalition, --property and --claims are for mechanisms")
    }
    let game = try GameSubject.game(at: file)
    let values = try Assignment.values(set, "symbol", among: game.constants)
    if values.count == game.constants.count, game.infinitesimals.isEmpty,
      let broken = game.constraints.first(where: { !$0.holds(at: values) })
    {
      throw ValidationError("--set: the game assumes that \(broken)")
    }
    switch format {
    case .efg: return try game.gambitText(at: values)
    case .checkmate:
      guard values.isEmpty else {
        throw ValidationError("--set: CheckMate's format has symbols, and needs no values")
      }
      return try game.checkMateText()
    case .smt2, .prism:
      throw ValidationError("--format \(format.rawValue) is for mechanisms")
    }
  }
}

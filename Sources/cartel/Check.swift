import ArgumentParser
import Collusion
import Evidence
import Foundation
import Mechanisms
import Report
import SMT
import Store
import Synchronization

/// The main job: replays recorded attacks and decides every property.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay recorded attacks and decide every property.",
    discussion: """
      Without paths: everything in ./Properties and ./Counterexamples. Directories are searched for \
      *.yaml, *.yml, *.json and *.efg. Game trees in CheckMate's JSON or Gambit's .efg are decided likewise; \
      what is claimed of GAME.efg stands in GAME.claims.yaml beside it.
      """)

  @Argument(
    help: "Mechanism files, game trees, recorded attacks, or directories of them.",
    completion: .mechanisms)
  var paths: [String] = []

  @OptionGroup var options: Options

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Write there the questions that each proof rests on, for 'cartel verify'.",
      valueName: "directory"),
    completion: .directory)
  var evidence: String?

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    // Nothing of it is needed for game trees.
    async let waking = paths.isEmpty || !paths.allSatisfy(GameSubject.isGame) ? decider : nil
    let inputs = Inputs(
      try Inputs.chosen(paths, orUsual: ["Properties", "Counterexamples"]), taking: .games)
    session.note { $0.errors += inputs.errors }
    try prepareEvidence()
    replay(inputs, session)
    session.expect(inputs.mechanisms.reduce(0) { $0 + $1.properties.count })
    session.expect(inputs.games.reduce(0) { $0 + $1.questions.count })
    if let decider = await waking { try await decide(inputs.mechanisms, by: decider, session) }
    if evidence != nil, !inputs.games.isEmpty {
      Output.complain("verdicts on game trees leave no evidence")
    }
    for game in inputs.games { try session.decide(game, within: options.effort.limit) }
    if let evidence {
      try session.note {
        try $0.writeEvidence(to: evidence, version: Cartel.version, solver: Session.solver)
      }
    }
    session.end()
  }

  private var decider: Decider {
    var decider = options.decider
    decider.checker.keepsObligations = evidence != nil
    return decider
  }

  private func decide(
    _ mechanisms: [Mechanism], by decider: Decider, _ session: Session
  ) async throws {
    var sound: [(mechanism: Mechanism, examination: Examination)] = []
    for mechanism in mechanisms {
      session.progress("examining \(mechanism.name)")
      if let examination = try await session.examination(of: mechanism, by: decider) {
        sound.append((mechanism: mechanism, examination: examination))
      }
    }
    session.showWork()
    for (mechanism, examination) in sound {
      session.begin(mechanism)
      try await session.noting(about: mechanism) {
        _ = try await decider.findings(
          on: mechanism, after: examination, begin: { session.begin($0) },
          report: { session.add($1, at: $0) })
      }
      session.finish()
    }
  }

  private func prepareEvidence() throws {
    guard let evidence else { return }
    do {
      try EvidenceDirectory(evidence).prepare()
    } catch {
      throw ValidationError("evidence cannot be written to \(evidence): \(error)")
    }
  }

  private func replay(_ inputs: Inputs, _ session: Session) {
    var replaying = Replaying(inputs.mechanisms)
    for (path, text) in inputs.records {
      session.progress("replaying \(path)")
      do {
        let replayed = try replaying.replayed(text, at: path)
        session.note { $0.replays.append(replayed) }
      } catch {
        session.note { $0.errors += error.list }
      }
    }
  }
}

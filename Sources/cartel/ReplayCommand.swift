import ArgumentParser
import Collusion
import Foundation
import Mechanisms
import Report
import Twin

/// Plays recorded attacks in the twin, step by step.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a recorded attack agent by agent, step by step.",
    discussion: """
      Of a trace (*.itf.json), every state is held against the plays of the recorded attack that it names \
      in '#meta', as 'record'.
      """)

  @Argument(help: "Recorded attacks, or traces of them.", completion: .mechanisms)
  var files: [String]

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Write one play there, in the Informal Trace Format of Apalache and Quint.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var itf: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("Which play to write, as they are counted here.", valueName: "number"))
  var play = 1

  @OptionGroup var options: Options

  func validate() throws {
    guard let itf else { return }
    guard files.count == 1, !files[0].hasSuffix(InformalTrace.ending) else {
      throw ValidationError("--itf takes one recorded attack")
    }
    guard itf.hasSuffix(InformalTrace.ending) else {
      throw ValidationError("the name of such a file ends with \(InformalTrace.ending)")
    }
  }

  /// More paths than this are not told.
  private static let mostPaths = 10_000

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let inputs = Inputs(files.filter { !$0.hasSuffix(InformalTrace.ending) })
    session.note { $0.errors += inputs.errors }
    for mechanism in inputs.mechanisms {
      session.note {
        $0.errors.append(
          Diagnostic(
            file: mechanism.location.file, line: 1, column: 1,
            message: "this is a mechanism, not a recorded attack"))
      }
    }
    var replaying = Replaying([])
    for (path, text) in inputs.records {
      do {
        try replay(try replaying.replayed(text, at: path), session)
      } catch {
        session.note { $0.errors += Diagnostic.list(of: error, about: path) }
      }
    }
    for path in files where path.hasSuffix(InformalTrace.ending) {
      do {
        try compare(path, &replaying, session)
      } catch {
        session.note { $0.errors += Diagnostic.list(of: error, about: path) }
      }
    }
    session.end()
  }

  private static func mistake(_ path: String, _ message: String) -> Diagnostics {
    Diagnostics([Diagnostic(file: path, line: 1, column: 1, message: message)])
  }

  private func replay(_ replayed: Run.Replayed, _ session: Session) throws {
    session.note { $0.replays.append(replayed) }
    let attack = replayed.attack
    if replayed.outcome == .same {
      let finding = Finding(attack.property, .broken(.attack(try attack.attack())), in: .zero)
      session.note { $0.results.append(Run.Result(attack.mechanism, finding)) }
    }
    guard let book = try? book(of: attack) else { return }
    if options.format == .text { tell(replayed, book) }
    if let itf { try write(book, of: replayed, to: itf) }
  }

  private func book(of attack: RecordedAttack) throws -> Playbook {
    let plays = try attack.plays(limit: Self.mostPaths)
    return Playbook(plays.attacking, of: attack.mechanism, besides: plays.honest)
  }

  private func tell(_ replayed: Run.Replayed, _ book: Playbook) {
    let attack = replayed.attack
    Output.say("\(replayed.path): \(attack.mechanism.name), \(attack.property.name)\n")
    Output.say(book.text)
    switch replayed.standing {
    case .pays(let gain), .stopped(.gain(let gain, _)): Output.say("expected gain: \(gain)\n")
    case .stopped: break
    }
  }

  // MARK: - Traces

  private func write(_ book: Playbook, of replayed: Run.Replayed, to itf: String) throws {
    guard book.plays.indices.contains(play - 1) else {
      throw ValidationError("there are \(book.plays.count) plays, and no play \(play)")
    }
    let folder = URL(fileURLWithPath: itf).deletingLastPathComponent().path
    let trace = InformalTrace(
      ofPlay: play, in: book, of: replayed.attack,
      recordedIn: relativePath(to: replayed.path, from: folder))
    try Output.write(trace.json(), to: itf)
  }

  private func compare(
    _ path: String, _ replaying: inout Replaying, _ session: Session
  ) throws {
    guard FileText.isFile(path) else { throw Self.mistake(path, "no such file") }
    let trace = try InformalTrace(reading: Data(contentsOf: URL(fileURLWithPath: path)))
    guard let record = trace.record else {
      throw Self.mistake(
        path, "it does not name the recorded attack that it is of: '#meta', 'record'")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let file = fromHere(absolutePath(of: folder.appendingPathComponent(record).path))
    let inputs = Inputs([file])
    session.note { $0.errors += inputs.errors }
    guard let found = inputs.records.first else {
      if inputs.errors.isEmpty { throw Self.mistake(path, "'\(record)' is no recorded attack") }
      return
    }
    let replayed = try replaying.replayed(found.text, at: found.path)
    let attack = replayed.attack
    guard let comparison = trace.compared(with: try book(of: attack), of: attack) else { return }
    session.note { $0.traces.append(ComparedTrace(path, comparison)) }
    if options.format == .text, case .play(let number) = comparison {
      Output.say("\(path): play \(number) of \(record), state by state")
    }
  }
}

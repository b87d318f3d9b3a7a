import ArgumentParser
import Collusion
import Mechanisms
import Report
import Twin

/// Plays recorded attacks in the twin, step by step.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a recorded attack agent by agent, step by step.")

  @Argument(help: "Recorded attacks.", completion: .mechanisms)
  var files: [String]

  @OptionGroup var options: Options

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let inputs = Inputs(files)
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
        let subject = try replaying.subject(of: text, at: path)
        let replayed = try replaying.replayed(text, at: path)
        session.note { $0.replays.append(replayed) }
        if replayed.isAsRecorded {
          let attack = try Attack(
            subject.record, on: subject.mechanism, of: subject.property
          ).weighed(on: subject.mechanism, prescribing: subject.property.prescriptions)
          let finding = Finding(subject.property, .broken(.attack(attack)), in: .zero)
          session.note { $0.results.append(Run.Result(subject.mechanism, finding)) }
        }
        if options.format == .text { try tell(subject, replayed) }
      } catch {
        session.note {
          $0.errors.append(Diagnostic(file: path, line: 1, column: 1, message: "\(error)"))
        }
      }
    }
    session.end()
  }

  private func tell(_ subject: Replaying.Subject, _ replayed: Run.Replayed) throws {
    guard case .success(let gain) = replayed.outcome else { return }
    Output.say("\(replayed.path): \(subject.mechanism.name), \(subject.property.name)\n")
    let twin = try Twin(
      subject.mechanism, parameters: subject.record.parameters,
      coalition: subject.record.coalition, prescribing: subject.property.prescriptions)
    let plays = try twin.plays(following: subject.record.deviation, limit: 10_000)
    Output.say(Playbook(plays, of: subject.mechanism).text)
    Output.say("expected gain: \(gain)\n")
  }
}

import Foundation

/// What an independent solver says of the questions of some evidence.
public struct Verification: Sendable {
  public enum Outcome: Hashable, Sendable {
    case confirmed
    case contradicted
    /// The solver gave no answer; why.
    case noAnswer(String)
  }

  /// A proof with what was said of each of its questions.
  public struct Proof: Sendable {
    public var proof: Manifest.Proof
    public var outcomes: [Outcome]

    /// Contradicted if one of its questions is, and confirmed if all are, and one of them has to have no
    /// solution: parameters at which something can hold prove nothing.
    public var outcome: Outcome {
      guard proof.questions.contains(where: { $0.answer == .unsatisfiable }) else {
        return .noAnswer("none of its questions would prove it")
      }
      return outcomes.first { $0 == .contradicted } ?? outcomes.first { $0 != .confirmed }
        ?? .confirmed
    }
  }

  public var manifest: Manifest
  /// The manifest's hash.
  public var sha256: String
  /// The solvers that were asked, as they call themselves.
  public var solver: String
  public var proofs: [Proof]

  /// The number of different questions.
  public var questions: Int { Set(manifest.proofs.flatMap(\.questions).map(\.file)).count }

  /// Asks every question of some evidence once more: the first solver, and each further one what those before
  /// it did not answer.
  ///
  /// - Parameters:
  ///   - limit: How long each question may take each solver.
  ///   - jobs: How many are asked at once.
  ///   - progress: is told how many questions were asked so far.
  /// - Throws: ``SolverProgram/Absent``
  public init(
    of manifest: Manifest, sha256: String, in directory: EvidenceDirectory,
    by solvers: [SolverProgram], within limit: Duration, jobs: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws {
    self.manifest = manifest
    self.sha256 = sha256
    var versions: [String] = []
    for solver in solvers { versions.append(try await solver.version()) }
    solver = versions.joined(separator: ", then ")
    let questions = manifest.proofs.flatMap(\.questions).reduce(
      into: [String: Manifest.Question]()
    ) { $0[$1.file] = $1 }
    let replies = await withTaskGroup(of: (String, SolverProgram.Reply).self) { group in
      var waiting = questions.values.sorted { $0.file < $1.file }.makeIterator()
      func start() {
        guard let question = waiting.next() else { return }
        group.addTask {
          (
            question.file,
            await Self.reply(of: solvers, to: directory.location(of: question), within: limit)
          )
        }
      }
      for _ in 0..<max(jobs, 1) { start() }
      var replies: [String: SolverProgram.Reply] = [:]
      while let (file, reply) = await group.next() {
        replies[file] = reply
        progress(replies.count)
        start()
      }
      return replies
    }
    proofs = manifest.proofs.map { proof in
      Proof(
        proof: proof,
        outcomes: proof.questions.map { question in
          switch replies[question.file] {
          case .answer(question.answer): .confirmed
          case .answer: .contradicted
          case .silence(let reason): .noAnswer(reason)
          case nil: .noAnswer("it was not asked")
          }
        })
    }
  }

  /// The first answer that one of some solvers gives.
  private static func reply(
    of solvers: [SolverProgram], to file: URL, within limit: Duration
  ) async -> SolverProgram.Reply {
    var reply = SolverProgram.Reply.silence(reason: "nobody was asked")
    for solver in solvers {
      reply = await solver.reply(to: file, within: limit)
      if case .answer = reply { break }
    }
    return reply
  }
}

import Foundation
import Games
import Mechanisms
import Report

/// A game tree from another tool's file, with what is claimed of it.
struct GameSubject {
  let game: Game
  let questions: [Question]

  /// Something to be decided about the game.
  struct Question {
    enum Matter {
      case history(GameQuestion)
      case profile(ProfileProperty, BehaviorProfile)
    }

    var name: String
    var location: Location
    var expected: Property.Expectation?
    var matter: Matter
  }

  /// Whether a file is a game's.
  static func isGame(_ path: String) -> Bool {
    path.hasSuffix(".efg") || path.hasSuffix(".json") && Game.isCheckMate(path)
  }

  /// Reads a game, and the claims that lie beside it; or claims, and the game that they name.
  ///
  /// - Throws: every mistake that was found.
  init(_ path: String) throws(Diagnostics) {
    if path.hasSuffix(GameClaims.ending) {
      let claims = try GameClaims(contentsOf: path)
      guard FileText.isFile(claims.path) else {
        throw Diagnostics([
          Diagnostic(
            file: path, line: claims.game.location.line, column: claims.game.location.column,
            message: "there is no such file: \(claims.path)")
        ])
      }
      game = try Self.game(at: claims.path)
      questions = try ClaimedGame(game, claims).questions
      return
    }
    game = try Self.game(at: path)
    let beside = Self.claims(beside: path)
    if FileText.isFile(beside) {
      questions = try ClaimedGame(game, GameClaims(contentsOf: beside)).questions
    } else {
      questions = try Self.usual(game, claimsIn: beside)
    }
  }

  /// Where claims about a game are looked for that nobody names.
  static func claims(beside path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().relativePath + GameClaims.ending
  }

  /// - Throws: every mistake that was found.
  static func game(at path: String) throws(Diagnostics) -> Game {
    do throws(GameErrors) {
      return path.hasSuffix(".efg") ? try Game(gambitFile: path) : try Game(checkMateFile: path)
    } catch {
      throw Diagnostics(error.list.map { Diagnostic($0) })
    }
  }

  /// What is asked of a game of which nobody claims anything: all four properties of its honest histories.
  private static func usual(
    _ game: Game, claimsIn beside: String
  ) throws(Diagnostics) -> [Question] {
    guard !game.honestHistories.isEmpty else {
      throw Diagnostics([
        Diagnostic(
          file: game.file, line: 0, column: 0,
          message:
            "nothing is claimed of this game; say in \(beside) how its players are meant to act")
      ])
    }
    let place = Location(file: game.file, line: 0, column: 0)
    return SecurityProperty.allCases.flatMap { property in
      game.honestHistories.map { history in
        let actions = history.map { game.tree.actions[$0] }.joined(separator: ", ")
        return Question(
          name: game.honestHistories.count == 1
            ? property.rawValue : "\(property.rawValue) of \(actions)",
          location: place, matter: .history(GameQuestion(property, of: history)))
      }
    }
  }

  // MARK: - Deciding

  /// Answers one question after another, each within a time.
  ///
  /// - Throws: `Diagnostics`, where the game is not of a kind that is asked about, once all else is answered; a
  ///   ``GameDisagreement`` or a ``ProfileDisagreement``; an `SMTError`.
  func findings(within timeout: Duration, report: (GameResult) -> Void) throws {
    var mistakes: [Diagnostic] = []
    for question in questions {
      do {
        let found: GameResult.Found =
          switch question.matter {
          case .history(let asked):
            .history(try GameChecker(timeout: timeout).finding(on: asked, of: game))
          case .profile(let property, let profile):
            .profile(
              try ProfileChecker(timeout: timeout).finding(on: property, of: profile, in: game),
              profile)
          }
        report(
          GameResult(game, question.name, at: question.location, expect: question.expected, found))
      } catch let error as GameError {
        let place = question.location
        mistakes.append(
          Diagnostic(
            file: place.file, line: place.line, column: place.column,
            message: "\(question.name): \(error.message)"))
      }
    }
    if !mistakes.isEmpty { throw Diagnostics(mistakes) }
  }
}

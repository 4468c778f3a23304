//! The first site: settings, an organisation, a first report that is still a draft, and what hosts need to build it.

use crate::diagnostic::{Checked, Sources};
use crate::model::identifier::LanguageId;
use crate::model::period::Period;
use crate::schema::{FILES, schema};
use crate::source::tree::{Tree, TreeFile};
use crate::source::vocabulary::built_in;

use super::File;
use super::report::{self, Request};

/// What a publisher is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// As readers know it: "Example Mail".
    pub name: String,
    /// A directory of `content/`.
    pub organisation: String,
    /// The first is the default.
    pub languages: Vec<LanguageId>,
    /// Where the site will be.
    pub base_url: String,
    /// What the first report is about.
    pub period: Period,
}

/// By which name a host's file is known, and what is in it.
const HOSTS: &[(&str, &str)] = &[
    (
        ".github/workflows/pages.yml",
        include_str!("starter/github.yml"),
    ),
    (".gitlab-ci.yml", include_str!("starter/gitlab.yml")),
    (
        ".forgejo/workflows/pages.yml",
        include_str!("starter/forgejo.yml"),
    ),
    (".gitignore", include_str!("starter/gitignore")),
];

/// In the language that a text is written in.
const METHODOLOGY: &[(&str, &str)] = &[
    ("de", include_str!("starter/methodology.de.md")),
    ("en", include_str!("starter/methodology.en.md")),
];

/// What a site is called before anybody thinks of another title.
const TITLES: &[(&str, &str)] = &[("de", "Transparenzbericht"), ("en", "Transparency report")];

/// Everything that a new site consists of.
pub fn plan(answers: &Answers) -> Checked<Vec<File>> {
    let mut files = vec![
        file("content/site.yaml", settings(answers)),
        file(
            &format!("content/{}/organisation.yaml", answers.organisation),
            organisation(answers),
        ),
    ];
    for language in &answers.languages {
        if let Some(text) = in_language(METHODOLOGY, language) {
            files.push(file(
                &format!("content/pages/methodology.{language}.md"),
                text.to_owned(),
            ));
        }
    }
    files.extend(
        HOSTS
            .iter()
            .map(|(path, text)| file(path, (*text).to_owned())),
    );
    // With the schemas an editor completes and explains from the first line on.
    let vocabulary = built_in();
    files.extend(FILES.iter().map(|kind| {
        let text = format!("{:#}\n", schema(kind, &vocabulary, true));
        file(&format!("schema/{}.json", kind.name), text)
    }));
    let mut tree = Tree {
        files: files
            .iter()
            .filter(|file| file.path.starts_with("content/"))
            .map(|file| TreeFile {
                path: file.path.clone(),
                bytes: file.text.clone().into_bytes(),
            })
            .collect(),
    };
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    let first = report::plan(
        &tree,
        answers.period,
        &Request::default(),
        &mut Sources::default(),
    );
    Checked {
        value: first.value.map(|report| {
            files.extend(report);
            files
        }),
        diagnostics: first.diagnostics,
    }
}

fn file(path: &str, text: String) -> File {
    File {
        path: path.to_owned(),
        text,
    }
}

/// The entry of a language; of its regional form as well.
fn in_language<'t>(texts: &[(&str, &'t str)], language: &LanguageId) -> Option<&'t str> {
    let of = |tag: &str| texts.iter().find(|(known, _)| *known == tag);
    let base = language.as_str().split('-').next().unwrap_or_default();
    of(language.as_str())
        .or_else(|| of(base))
        .map(|(_, text)| *text)
}

fn settings(answers: &Answers) -> String {
    let each = |text: &dyn Fn(&LanguageId) -> String| {
        let entries = answers.languages.iter();
        let entries: Vec<String> = entries
            .map(|language| format!("{language}: {}", text(language)))
            .collect();
        format!("{{{}}}", entries.join(", "))
    };
    let title = |language: &LanguageId| {
        crate::import::draft::quoted(in_language(TITLES, language).unwrap_or("Transparency report"))
    };
    let languages: Vec<&str> = answers.languages.iter().map(LanguageId::as_str).collect();
    format!(
        "# yaml-language-server: $schema=../schema/site.json\n\
         # What holds for the site as a whole. Every text that readers see stands here in each of `languages`.\n\
         \n\
         # The format of these files, not a version of the site.\n\
         klartext: 1\n\
         \n\
         title: {}\n\
         \n\
         # Where the site will be served. Pages link to each other relatively and work anywhere; feeds, the sitemap,\n\
         # citations and 404.html need the whole address.\n\
         base_url: {}\n\
         \n\
         # The first is the default: its pages have no prefix (2023.html), the others have one (en/2023.html).\n\
         languages: [{}]\n\
         \n\
         # The directory under content/ of the organisation that publishes this site.\n\
         publisher: {}\n\
         \n\
         # Not set yet. Take away the # from what you need:\n\
         # licence: {{name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}}\n\
         # contact: transparency@your-domain.example     an address for questions about the figures\n\
         # links:                                        for the footer, one address or one per language\n\
         #   imprint: https://your-domain.example/imprint\n\
         #   privacy: https://your-domain.example/privacy\n\
         # theme: NAME                                   a directory under themes/; default: the built-in theme\n",
        each(&title),
        answers.base_url,
        languages.join(", "),
        answers.organisation,
    )
}

fn organisation(answers: &Answers) -> String {
    format!(
        "# yaml-language-server: $schema=../../schema/organisation.json\n\
         # Who receives the requests. The directory's name, {}, is the organisation's id, and part of addresses.\n\
         name: {}\n\
         \n\
         # Not set yet. Take away the # from what you need:\n\
         # country: DE\n\
         # kind: {{de: E-Mail-Anbieter, en: e-mail provider}}\n\
         # links: {{website: https://your-domain.example/}}\n\
         #\n\
         # Dates from which figures are no longer comparable with earlier ones; no difference across one is shown without it:\n\
         # breaks:\n\
         #   - id: new_rule\n\
         #     date: 2023-01-01\n\
         #     kind: law\n\
         #     figures: [rejected]\n\
         #     title: {{de: Neue Regel, en: New rule}}\n",
        answers.organisation,
        crate::import::draft::quoted(&answers.name),
    )
}

//! What templates see of the site as a whole. Made as `shapes.rs` is.

use tera::Value;

use super::shape::{Field, Shape, shapes};

shapes! {
    /// The whole site, in the language of the page. Every template has it as `site`.
    SiteView {
        /// The site's name.
        title: String,
        /// One sentence on the site.
        description: String,
        /// The language's tag, for the `lang` attribute.
        language: String,
        /// `ltr` or `rtl`, for the `dir` attribute.
        dir: String,
        /// The path that the site stands below, with slashes at both ends.
        base: String,
        /// The address of the home page.
        home: String,
        /// The address of the site's Atom feed.
        feed: String,
        /// The list of all projects.
        projects: SectionLink,
        /// The facets' overviews, in the order of the configuration; those without terms are left out.
        facets: Vec<FacetLink>,
        /// The address of the page to search, filter and sort all projects, if the site has one.
        explore: Option<String>,
        /// The address of the map, if the site has one.
        map: Option<String>,
        /// Standing pages with `menu = "main"` or `"both"`.
        menu: Vec<PageLink>,
        /// Standing pages with `menu = "footer"` or `"both"`.
        footer: Vec<PageLink>,
        /// The notice of `site.toml`, if any.
        notice: Option<String>,
        /// Who publishes the site, if `site.toml` says.
        organisation: Option<OrganisationView>,
        /// Where help is found, if `site.toml` says.
        help: Option<HelpView>,
        /// Where the button "Leave this page" leads, if there is to be one.
        leave: Option<String>,
        /// The form of a newsletter, if `site.toml` has one.
        newsletter: Option<NewsletterView>,
        /// The organisation's pages elsewhere.
        social: Vec<PageLink>,
        /// The content security policy, for a `<meta>` tag; a page that searches needs that of `search`.
        policy: String,
        /// The full-text search, if the site has one.
        search: Option<SearchView>,
        /// The site's icons, where the theme has a template for them.
        icons: Option<IconsView>,
        /// The theme's settings, with the site's own over them.
        settings: Value,
        /// Is this the preview (`loggia serve`)?
        preview: bool,
    }

    /// Where in the site's menu a page is. Templates in `shared/` have it as `here`.
    HereView {
        /// The page's `kind`.
        kind: String,
        /// The address of its place: its own, or for a project, a term and further pages of a list that of the list or
        /// overview; none for a page that belongs to none.
        href: Option<String>,
        /// What `aria-current` says of a link to that place: `page` where it is the page itself, else `true`.
        current: String,
    }

    /// A list of the site and how much is in it.
    SectionLink {
        /// Its address.
        href: String,
        /// How many things it lists.
        count: usize,
    }

    /// A facet's overview.
    FacetLink {
        /// The key in front matter, such as `regions`.
        field: String,
        /// The folder, and first part of the address.
        folder: String,
        /// What one term is called, such as "Region".
        singular: String,
        /// What several are called, such as "Regions".
        plural: String,
        /// What its terms are: `organisations`, `countries`, `places` (that countries lie in) or `terms`.
        kind: String,
        /// The address of the overview.
        href: String,
        /// How many terms it lists.
        count: usize,
    }

    /// The full-text search of a language, for the theme's `search.js`.
    SearchView {
        /// The address of the folder with the index, as `open` in `search.js` wants it.
        href: String,
        /// The content security policy of pages that search: it lets `search.js` run Pagefind's program.
        policy: String,
    }

    /// Who publishes the site.
    OrganisationView {
        /// The name.
        name: String,
        /// The address of its own site, if given.
        url: Option<String>,
    }

    /// A page by title and address.
    PageLink {
        /// The title.
        title: String,
        /// The tag of the title's language, where that is not the page's.
        language: Option<String>,
        /// The address.
        href: String,
    }

    /// Where help is found.
    HelpView {
        /// One sentence for those who need it.
        text: String,
        /// The words of the link.
        label: String,
        /// Where it leads.
        href: String,
    }

    /// Addresses of the site's icons.
    IconsView {
        /// The logo itself.
        main: String,
        /// Is it an SVG picture, of which the others are made?
        svg: bool,
        /// The icon for browsers without SVG.
        favicon: Option<String>,
        /// The icon for a phone's home screen.
        touch: Option<String>,
        /// The web manifest.
        manifest: String,
    }

    /// The form of a newsletter.
    NewsletterView {
        /// A heading, if given.
        title: Option<String>,
        /// What readers get, if said.
        text: Option<String>,
        /// Where the form is sent.
        action: String,
        /// The name of the field for the address.
        field: String,
    }
}

impl PageLink {
    /// With a title in the page's language.
    pub(super) fn new(title: String, href: String) -> Self {
        PageLink { title, language: None, href }
    }
}

create unique index subscription_plans_name on subscription_plans (name);

create unique index users_email on users (email);
create unique index users_google_id on users (google_id);
create index users_is_active on users (is_active);
create index users_created_at on users (created_at);
create index users_is_active_created_at on users (is_active, created_at desc);
create index users_plan_is_active on users (subscription_plan_id, is_active);

create unique index problems_platform_problem_id on problems (platform, problem_id);
create index problems_platform on problems (platform);
create index problems_problem_id on problems (problem_id);
create index problems_title on problems (title);
create index problems_language on problems (language);
create index problems_is_completed on problems (is_completed);
create index problems_is_deleted on problems (is_deleted);
create index problems_created_at on problems (created_at);
create index problems_platform_created_at on problems (platform, created_at desc);
create index problems_is_completed_created_at on problems (is_completed, created_at desc);
create index problems_language_created_at on problems (language, created_at desc);
create index problems_is_deleted_is_completed_created_at on problems (is_deleted, is_completed, created_at desc);

create index test_cases_problem_created_at on test_cases (problem_id, created_at);

create index search_history_user_created_at on search_history (user_id, created_at desc);
create index search_history_is_code_public_created_at on search_history (is_code_public, created_at desc);
create index search_history_user_identifier_created_at on search_history (user_identifier, created_at desc);
create index search_history_problem_created_at on search_history (problem_id, created_at desc);
create index search_history_platform_created_at on search_history (platform, created_at desc);
create index search_history_language_created_at on search_history (language, created_at desc);

create index script_generation_jobs_job_type_created_at on script_generation_jobs (job_type, created_at desc);
create index script_generation_jobs_status_created_at on script_generation_jobs (status, created_at desc);
create index script_generation_jobs_platform_problem_id on script_generation_jobs (platform, problem_id);
create index script_generation_jobs_celery_task_id on script_generation_jobs (celery_task_id);

create index usage_logs_user_action_created_at on usage_logs (user_id, action, created_at desc);
create index usage_logs_problem_created_at on usage_logs (problem_id, created_at desc);

alter table users add foreign key (subscription_plan_id) references subscription_plans (id);
alter table test_cases add foreign key (problem_id) references problems (id) on delete cascade;
alter table search_history add foreign key (user_id) references users (id) on delete set null;
alter table search_history add foreign key (problem_id) references problems (id);
alter table usage_logs add foreign key (user_id) references users (id) on delete cascade;
alter table usage_logs add foreign key (problem_id) references problems (id) on delete set null;
